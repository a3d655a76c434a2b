import { useSearchParams } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton } from '#platform/ui/index.ts'

/** Whether the page hangs on a wall: larger, and without what is only for hands. */
export const useWall = (): boolean => useSearchParams()[0].has('wall')

/** To the page as it hangs on a wall, and back. */
export const WallLink = ({ here }: { here: string }) => {
  const { say } = useLanguage()
  const isWall = useWall()
  return (
    <LinkButton kind="quiet" to={isWall ? here : `${here}?wall`}>
      {say(isWall ? 'boards.wall.off' : 'boards.wall.on')}
    </LinkButton>
  )
}
