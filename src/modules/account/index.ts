export { type CurrentFigure, currentFigures, indicatorOptions, latestPublished, type Published } from './current.server.ts'
export { computeAccount } from './data.server.ts'
export { type FigureAbout, figuresAbout } from './statements/figures-about.server.ts'
