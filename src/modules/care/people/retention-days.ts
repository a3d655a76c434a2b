/**
 * Days after which a file is emptied whose every request came to nothing, where a network decided nothing else: an example. Nothing more
 * is needed once nobody took the request (GDPR, article 5(1)(c) and (e)); how long disputes are waited for is for the network and its
 * data-protection officer.
 */
export const DAYS = 90
