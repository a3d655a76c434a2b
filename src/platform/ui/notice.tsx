import type { ReactNode } from 'react'
import { Lines } from './lines.tsx'
import { Mesh } from './mesh.tsx'
import { Pictogram, type PictogramName } from './pictogram.tsx'

export type NoticeKind = 'info' | 'saved' | 'attention' | 'danger'
const PICTOGRAM: Record<NoticeKind, PictogramName> = { info: 'info', saved: 'check', attention: 'warning', danger: 'stop' }

/** Something to know now. `saved` and `danger` come as the answer to an act, so they are also said aloud. */
export const Notice = ({ kind, title, children }: { kind: NoticeKind; title?: ReactNode; children?: ReactNode }) => (
  <div className={`notice notice-${kind}`} {...(kind === 'saved' ? { role: 'status' } : kind === 'danger' ? { role: 'alert' } : {})}>
    <Pictogram name={PICTOGRAM[kind]} />
    <div className="notice-body">
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  </div>
)

/** Nothing here yet: what will be here, and how to start it. */
export const Empty = ({ title, what, start }: { title: ReactNode; what: ReactNode; start?: ReactNode }) => (
  <div className="empty">
    <Mesh kind="patch" />
    <p className="empty-title">{title}</p>
    <p className="empty-what">
      <Lines>{what}</Lines>
    </p>
    {start !== undefined && <div className="empty-start">{start}</div>}
  </div>
)

/** How far something is: `value` of `max`, both in the same unit, said in words by `label`. */
export const Progress = ({ value, max, label }: { value: number; max: number; label: string }) => (
  <label className="progress">
    <span className="progress-label">{label}</span>
    <progress value={value} max={max}>
      {`${value} / ${max}`}
    </progress>
  </label>
)
