import type { App, Collaborator, CollaboratorRole } from '@gatehouse/wire';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { usePerson } from '../../api/session.ts';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { Ago } from '../../time/ago.tsx';
import { manages } from '../app/app-page.tsx';
import { useAppChange } from '../app-queries.ts';
import { givable, roleOf } from './roles.ts';

interface CollaboratorRowProps {
  readonly app: App;
  readonly collaborator: Collaborator;
  readonly onRemove: () => void;
}

export function CollaboratorRow({ app, collaborator, onRemove }: CollaboratorRowProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const me = usePerson();
  const { person, role, since, pending } = collaborator;
  const isMe = person.id === me.id;
  const touchable = manages(app) && (role !== 'owner' || app.role === 'owner');
  const setRole = useAppChange(
    (to: CollaboratorRole) => gatehouse.appCollaborators.put(app.id, person.email, to),
    () => notice('done', t('team.role.changed', { name: person.name })),
  );
  return (
    <tr>
      <th scope="row">
        {person.name}
        <br />
        {pending ? t('team.pending') : person.email}
      </th>
      <td>
        {touchable ? (
          <NativeSelect
            aria-label={t('team.role.of', { name: person.name })}
            value={role}
            disabled={setRole.isPending}
            data={givable(app).map((value) => ({ value, label: t(`role.${value}`) }))}
            onChange={(event) => setRole.mutate(roleOf(event.currentTarget.value))}
          />
        ) : (
          t(`role.${role}`)
        )}
        <Refusal error={setRole.error} title={t('team.role.failed')} />
      </td>
      <td>
        <Ago timestamp={since} />
      </td>
      <td>
        {(touchable || isMe) && (
          <Button
            variant="default"
            size="xs"
            {...(!isMe && { 'aria-label': t('team.remove.named', { name: person.name }) })}
            onClick={onRemove}
          >
            {isMe ? t('team.leave') : t('team.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}
