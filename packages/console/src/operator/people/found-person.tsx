import type { OperatorPerson } from '@gatehouse/wire';
import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { usePerson } from '../../api/session.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import classes from '../operator.module.css';
import { useDecision } from '../operator-queries.ts';

/** One person, and how they are cut off. */
export function FoundPerson({ person }: { person: OperatorPerson }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const me = usePerson();
  const [asking, setAsking] = useState<'sign_out' | 'deactivate'>();
  // While the dialog fades out it still says what it asked.
  const [asked, setAsked] = useState<'sign_out' | 'deactivate'>('sign_out');
  const { name } = person;
  const ask = (what: 'sign_out' | 'deactivate') => {
    setAsked(what);
    setAsking(what);
  };
  const cutOff = useDecision(
    (what: 'sign_out' | 'deactivate') =>
      what === 'sign_out'
        ? gatehouse.operator.endSessions(person.id)
        : gatehouse.operator.deactivate(person.id),
    (what) => {
      setAsking(undefined);
      notice(
        'done',
        t(what === 'sign_out' ? 'operator_people.signed_out' : 'operator_people.deactivated', { name }),
      );
    },
  );
  const reactivate = useDecision(
    (_: null) => gatehouse.operator.reactivate(person.id),
    () => notice('done', t('operator_people.reactivated', { name })),
  );
  const isOff = person.deactivated_at !== null;
  return (
    <Panel title={name} lead={person.email}>
      <Group gap="xs">
        {person.operator && <Badge variant="default">{t('operator_people.operator')}</Badge>}
        {isOff && <Badge variant="default">{t('operator_people.off')}</Badge>}
      </Group>
      <p className={classes.quiet}>
        {t('operator_people.companies', { count: person.companies })} ·{' '}
        {t('operator_people.sessions', { count: person.sessions })} ·{' '}
        {t('operator_people.apps', { count: person.connected_apps })}
      </p>
      <Refusal error={reactivate.error} title={t('operator_people.failed')} />
      {person.id === me.id && <p className={classes.quiet}>{t('operator_people.self')}</p>}
      {person.id !== me.id && (
        <Group gap="xs" mt="md">
          {isOff ? (
            <Button loading={reactivate.isPending} onClick={() => reactivate.mutate(null)}>
              {t('operator_people.reactivate')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={() => ask('sign_out')}>
                {t('operator_people.sign_out')}
              </Button>
              <Button variant="default" onClick={() => ask('deactivate')}>
                {t('operator_people.deactivate')}
              </Button>
            </>
          )}
        </Group>
      )}
      <ConfirmDialog
        opened={asking !== undefined}
        title={t(`operator_people.${asked}.title`, { name })}
        confirm={t(`operator_people.${asked}`)}
        failed={t('operator_people.failed')}
        danger
        pending={cutOff.isPending}
        error={cutOff.error}
        onCancel={() => {
          cutOff.reset();
          setAsking(undefined);
        }}
        onConfirm={() => asking && cutOff.mutate(asking)}
        onClosed={focusHeadingIfLost}
      >
        {t(`operator_people.${asked}.words`)}
      </ConfirmDialog>
    </Panel>
  );
}
