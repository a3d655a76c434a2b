// What home lends to the server side of other modules.
export { readToReview, type ToReview } from './review.server.ts'
