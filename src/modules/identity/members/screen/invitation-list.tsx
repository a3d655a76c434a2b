import type { Role } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Row, Table } from '#platform/ui/index.ts'

type Shown = {
  id: string
  email: string
  roles: readonly Role[]
  organisation: string | null
  invitedAt: Date
  expiresAt: Date
  isOver: boolean
  version: number
}

/** Invitations that nobody has accepted yet: sent again under a new link, or taken back. */
export const InvitationList = ({ invitations }: { invitations: readonly Shown[] }) => {
  const { say, intl } = useLanguage()
  const day = (date: Date) => intl.formatDate(date, { dateStyle: 'medium' })
  return (
    <Table
      caption={say('members.invited', { n: invitations.length })}
      captionHidden
      columns={[
        { key: 'email', label: say('members.column.email') },
        { key: 'roles', label: say('members.column.roles') },
        { key: 'when', label: say('members.column.when') },
        { key: 'act', label: say('members.column.act') },
      ]}
      rows={invitations.map(({ id, email, roles, organisation, invitedAt, expiresAt, isOver, version }) => ({
        key: id,
        cells: {
          email,
          roles: `${roles.map((role) => say(`role.${role}`)).join(', ')}${organisation === null ? '' : ` – ${organisation}`}`,
          when: isOver
            ? say('members.invitation.over', { sent: day(invitedAt) })
            : say('members.invitation.open', { sent: day(invitedAt), until: day(expiresAt) }),
          act: (
            <Form method="post" reloadDocument>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="version" value={version} />
              <Row>
                <Button name="intent" value="again">
                  {say('members.invitation.again')}
                </Button>
                <Button kind="quiet" name="intent" value="revoke">
                  {say('members.invitation.revoke')}
                </Button>
              </Row>
            </Form>
          ),
        },
      }))}
    />
  )
}
