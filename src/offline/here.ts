const MARK = 'maillage-field'

/** Whether this browser took anything along for the road, ever: every page asks, and it must cost nothing. */
export const isOnDevice = (): boolean => localStorage.getItem(MARK) !== null
export const markDevice = (): void => localStorage.setItem(MARK, '1')
