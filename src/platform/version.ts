/** The version of a record in a form's hidden field; 0, which no record has, for whatever is none. */
export const versionIn = (field: FormDataEntryValue | null): number =>
  typeof field === 'string' && /^\d{1,9}$/.test(field) ? Number(field) : 0
