export { computeAccount } from './data.server.ts'
export { protectFlow, protectSeries } from './disclosure.ts'
export { chartPair } from './render/chart.server.ts'
export { type FigureAbout, figuresAbout } from './statements/figures-about.server.ts'
