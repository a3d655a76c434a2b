// What home shows in the screens of other modules.
export { ReviewList } from './screen/review-list.tsx'
