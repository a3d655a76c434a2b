export { computeAccount } from './data.server.ts'
export { type FigureAbout, figuresAbout } from './statements/figures-about.server.ts'
