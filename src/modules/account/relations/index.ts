export { checkRelations } from './check.ts'
export { checkDates } from './dates.ts'
export {
  type Breakdown,
  type Dated,
  type DatePrecision,
  type DatesRelation,
  type DateTerm,
  type Dimensions,
  type FigureRelation,
  type Implied,
  type Place,
  RECORDS,
  type Relation,
  type RelationRules,
  type Role,
  type Term,
} from './relation.ts'
