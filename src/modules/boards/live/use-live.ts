import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'

/**
 * `starting`: no word yet · `live`: what others do shows at once · `blind`: the server is there and hears of no changes now · `lost`: on the way
 * back · `over`: signed out, or no longer of the team.
 */
export type LineState = 'starting' | 'live' | 'blind' | 'lost' | 'over'
type Shown<Parts> = { asOf: string; parts: Parts }

const SILENT_MS = 40_000
const LOOK_MS = 5000
const HIDDEN_MS = 60_000
const LONGEST_MS = 30_000

/**
 * Keeps what a page shows as it is on the server, by server-sent events (platform/live). After a loss it begins again with the whole, so that
 * nothing has to be made up for. Where the tab is hidden for a minute it lets go: a browser has few connections to one server.
 */
export const useLive = <Parts extends object>(url: string, read: Shown<Parts>): Shown<Parts> & { state: LineState } => {
  const [shown, setShown] = useState(read)
  const [state, setState] = useState<LineState>('starting')
  const latest = useRef(read.asOf)
  // The page itself was read again, after something was sent from here.
  useEffect(() => {
    if (read.asOf <= latest.current) return
    latest.current = read.asOf
    setShown(read)
  }, [read])
  useEffect(() => {
    const take = ({ asOf, parts }: Shown<Partial<Parts>>, isWhole: boolean) => {
      // The page may have been read since: what is older waits for the next word. The whole, once a minute, is right in any case.
      if (asOf < latest.current && !isWhole) return
      latest.current = asOf
      setShown((before) => ({ asOf, parts: { ...before.parts, ...parts } }))
    }
    return keepLine(url, take, setState)
  }, [url])
  return { ...shown, state }
}

/**
 * For a page that shows more than travels on the line, as sealed texts: it is read again, with the rights of who looks, when one of its parts
 * has changed.
 */
export const useFresh = <Parts extends object>(url: string, read: Shown<Parts>): { asOf: string; state: LineState } => {
  const { parts, state, asOf } = useLive(url, read)
  const { revalidate } = useRevalidator()
  const partsOf = (from: Parts) => JSON.stringify(Object.keys(read.parts).map((name) => from[name as keyof Parts]))
  const [seen, told] = [partsOf(read.parts), partsOf(parts)]
  const latest = useRef(seen)
  latest.current = seen
  useEffect(() => {
    if (told !== latest.current) void revalidate()
  }, [told, revalidate])
  return { asOf, state }
}

const keepLine = <Parts>(
  url: string,
  take: (news: { asOf: string; parts: Parts }, isWhole: boolean) => void,
  tell: (state: LineState) => void,
) => {
  let source: EventSource | null = null
  let [heard, tries, isOver] = [Date.now(), 0, false]
  let [next, hiding]: (ReturnType<typeof setTimeout> | undefined)[] = []

  const close = () => {
    clearTimeout(next)
    source?.close()
    source = null
  }
  const end = () => {
    isOver = true
    close()
    tell('over')
  }
  const later = () => {
    close()
    const wait = Math.min(1000 * 2 ** tries, LONGEST_MS) * (0.5 + Math.random() / 2)
    tries += 1
    next = setTimeout(open, wait)
  }
  // Refused: for good, or for now? The event source does not say.
  const ask = async () => {
    const status = await fetch(url, { headers: { accept: 'text/plain' } }).then(
      (response) => response.status,
      () => 0,
    )
    if (isOver) return
    if ([401, 403, 404].includes(status)) end()
    else later()
  }
  const open = () => {
    if (isOver || document.visibilityState === 'hidden') return
    close()
    heard = Date.now()
    const line = new EventSource(url)
    source = line
    const hear = (name: string, act: (data: string) => void) =>
      line.addEventListener(name, (event) => {
        if (line !== source) return
        heard = Date.now()
        act(event.data)
      })
    const news = (isWhole: boolean) => (data: string) => {
      tries = 0
      take(JSON.parse(data), isWhole)
      tell('live')
    }
    hear('whole', news(true))
    hear('part', news(false))
    hear('beat', (data) => tell(JSON.parse(data).isLive === true ? 'live' : 'blind'))
    hear('over', end)
    hear('again', later)
    line.onerror = () => {
      if (line !== source) return
      tell('lost')
      if (line.readyState === EventSource.CLOSED) void ask()
    }
  }
  const lost = () => {
    if (!isOver) tell('lost')
  }
  // What still trickles in while the device says that it is away is not waited for: it begins again with the whole.
  const onOffline = () => {
    lost()
    close()
  }
  const look = setInterval(() => {
    if (isOver || Date.now() - heard < SILENT_MS) return
    lost()
    open()
  }, LOOK_MS)
  const onVisible = () => {
    clearTimeout(hiding)
    if (document.visibilityState === 'hidden') hiding = setTimeout(close, HIDDEN_MS)
    else if (source === null || Date.now() - heard > SILENT_MS) open()
  }
  const onOnline = () => {
    tries = 0
    open()
  }
  document.addEventListener('visibilitychange', onVisible)
  addEventListener('online', onOnline)
  addEventListener('offline', onOffline)
  open()
  return () => {
    isOver = true
    close()
    clearTimeout(hiding)
    clearInterval(look)
    document.removeEventListener('visibilitychange', onVisible)
    removeEventListener('online', onOnline)
    removeEventListener('offline', onOffline)
  }
}
