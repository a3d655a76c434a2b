import { useLanguage } from '#platform/languages/intl.tsx'
import { Door, Doors } from '#platform/ui/index.ts'
import { siteOfRequest } from '../../factors/request.server.ts'
import { flowAt } from '../flow.server.ts'
import { Question } from '../screen/question.tsx'
import type { Route } from './+types/open-how'

export const loader = (args: Route.LoaderArgs) => {
  flowAt(args, 'how')
  return { isPasskeyPossible: siteOfRequest(args).passkeysFor !== null }
}

export default function OpenHow({ loaderData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Question
      title={say('open.how.title')}
      why={say('open.how.why')}
      back={to('/open/name')}
      after={
        <Doors>
          {loaderData.isPasskeyPossible && (
            <Door picture="hand" title={say('open.how.passkey.title')} to={to('/open/passkey')} act={say('open.how.passkey.act')}>
              {say('open.how.passkey.what')}
            </Door>
          )}
          <Door picture="speech" title={say('open.how.address.title')} to={to('/open/address')} act={say('open.how.address.act')}>
            {say('open.how.address.what')}
          </Door>
        </Doors>
      }
    />
  )
}
