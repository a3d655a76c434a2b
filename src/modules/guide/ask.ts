/**
 * Where a request for help to this team is written, in the language of the page; null where there is no such form.
 * The module of requests opens it by giving its address here, `/ask/<network>?service=<id>`.
 */
export const askAddress = (_network: string, _service: string): string | null => null
