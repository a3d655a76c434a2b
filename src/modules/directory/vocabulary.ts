export const TERRITORY_KINDS = ['country', 'region', 'department', 'province', 'municipality'] as const
export type TerritoryKind = (typeof TERRITORY_KINDS)[number]

export const ORGANISATION_KINDS = [
  'hospital',
  'association',
  'network',
  'municipality',
  'university',
  'ministry',
  'agency',
  'centre',
  'service_provider',
  'foundation',
  'professional_body',
  'user_association',
  'carer_association',
  'company',
  'other',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** The five functions of the Belgian reform (article 107): 1 prevention, 2A crisis and 2B long-term mobile teams, 3 rehabilitation, 4 intensive residential, 5 housing. */
export const CARE_FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const
export type CareFunction = (typeof CARE_FUNCTIONS)[number]

export const SERVICE_STATUSES = ['active', 'inactive', 'defunct', 'temporarily_closed'] as const
export type ServiceStatus = (typeof SERVICE_STATUSES)[number]
export const CAPACITY_UNITS = ['beds', 'places', 'fte'] as const
export type CapacityUnit = (typeof CAPACITY_UNITS)[number]
export const IDENTIFIER_SCHEMES = ['finess', 'siret', 'kbo', 'riziv', 'other'] as const
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number]
export const MEMBERSHIP_REASONS = ['joined', 'left', 'merged', 'renamed'] as const
export type MembershipReason = (typeof MEMBERSHIP_REASONS)[number]
export const AREA_KINDS = ['sector', 'catchment'] as const
export type AreaKind = (typeof AREA_KINDS)[number]

/**
 * Whom to call when it cannot wait; said once, for every page that shows them. Looked up on 22 November 2026.
 * 112: the European emergency number, in all countries of the Union (service-public.fr F33954; 112.be). 15 and 114: France, SAMU, and the
 * emergency number in writing for who does not hear or speak (service-public.fr F33954). 3114: France, suicide prevention (3114.fr).
 * 0800 32 123: Belgium, Centre de prévention du suicide, in French (preventionsuicide.be). 1813: Belgium, Zelfmoordlijn, in Dutch
 * (zelfmoord1813.be). All are free and answer day and night.
 */
export const EMERGENCY_NUMBERS = {
  rescue: '112',
  medicalFr: '15',
  suicideFr: '3114',
  deafFr: '114',
  suicideBeFr: '0800 32 123',
  suicideBeNl: '1813',
} as const
