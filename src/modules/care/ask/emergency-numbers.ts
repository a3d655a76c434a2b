// Whom to call when it cannot wait, by country, in the order in which they are shown.
// France: 112 and 15 (SAMU), 3114 "souffrance, prévention du suicide", free, day and night (3114.fr; ARS Mayotte, opened on 1 October 2021),
// 114 for who cannot hear or speak, by message, day and night (cramif.fr; handicap.fr, January 2024). Belgium: 112; 1813 in Dutch (zelfmoord1813.be; VRT NWS, 8 September 2019), 0800 32 123 in
// French (preventionsuicide.be), both free, day and night; read together in The Brussels Times, 2026.
export type EmergencyNumber = {
  number: string
  /** As a telephone dials it. */
  dial: string
  what: 'danger' | 'doctor' | 'suicide' | 'suicideDutch' | 'suicideFrench' | 'deaf'
}

const DANGER = { number: '112', dial: '112', what: 'danger' } as const
const OF_COUNTRY: Readonly<Record<string, readonly EmergencyNumber[]>> = {
  FR: [
    DANGER,
    { number: '15', dial: '15', what: 'doctor' },
    { number: '3114', dial: '3114', what: 'suicide' },
    { number: '114', dial: '114', what: 'deaf' },
  ],
  BE: [DANGER, { number: '0800 32 123', dial: '080032123', what: 'suicideFrench' }, { number: '1813', dial: '1813', what: 'suicideDutch' }],
}

/** The numbers of a country; 112 alone, which is good in all of the European Union, where no others are known. */
export const emergencyNumbers = (country: string): readonly EmergencyNumber[] => OF_COUNTRY[country] ?? [DANGER]
export const COUNTRIES_WITH_NUMBERS = Object.keys(OF_COUNTRY)
