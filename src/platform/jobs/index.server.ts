export { defineJob, defineSchedule, type Open } from './define.server.ts'
export { JobFailure, type Why, whyIn } from './failure.server.ts'
export { type EnqueueOptions, enqueue, retry } from './queue.server.ts'
export { type Failed, startWork, type Work } from './work.server.ts'
