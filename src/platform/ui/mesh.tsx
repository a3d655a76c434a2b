import { useId } from 'react'
import { cloth, plait } from './mesh-path.ts'

const PLAIT = plait()
const CLOTH = cloth({ across: 4, down: 8, step: 16, reach: 5 })
const MARK = cloth({ across: 2, down: 2, step: 8 })

/** The woven line, pure decoration: `line` runs along the width it is given, `patch` is a small piece of cloth for empty places. */
export const Mesh = ({ kind = 'line' }: { kind?: 'line' | 'patch' }) => (kind === 'line' ? <Line /> : <Patch />)

const Line = () => {
  const id = `mesh-${useId()}`
  return (
    <svg className="mesh mesh-line" width="100%" height={PLAIT.height} aria-hidden="true" focusable="false">
      <pattern id={id} width={PLAIT.width} height={PLAIT.height} patternUnits="userSpaceOnUse">
        {PLAIT.threads.map(({ d, tone, gap }) => (
          <path key={d} className={`thread thread-${tone}`} d={d} {...(gap ? { pathLength: 100, strokeDasharray: '40 20 40' } : {})} />
        ))}
      </pattern>
      <rect width="100%" height={PLAIT.height} fill={`url(#${id})`} />
    </svg>
  )
}

const Patch = () => (
  <svg className="mesh mesh-patch" viewBox={`0 0 ${CLOTH.width} ${CLOTH.height}`} aria-hidden="true" focusable="false">
    {CLOTH.threads.map(({ d, tone }) => (
      <path key={d} className={`thread thread-${tone}`} d={d} />
    ))}
  </svg>
)

/** The sign of Maillage beside its name: two threads across two. */
export const MeshMark = () => (
  <svg className="mesh mesh-mark" viewBox={`0 0 ${MARK.width} ${MARK.height}`} aria-hidden="true" focusable="false">
    {MARK.threads.map(({ d, tone }) => (
      <path key={d} className={`thread thread-${tone}`} d={d} />
    ))}
  </svg>
)
