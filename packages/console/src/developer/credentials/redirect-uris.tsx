import type { App, AppClient } from '@gatehouse/wire';
import { ActionIcon, Button, Group, TextInput, Title } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Refusal } from '../../page/refusal.tsx';
import { PlusIcon, RemoveIcon } from '../../shell/icons.tsx';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './credentials.module.css';
import { useUriLines } from './uri-lines.ts';

/** The redirect URIs of one environment, a line each, each with what is wrong with it beside it. */
export function RedirectUris({ app, client }: { app: App; client: AppClient }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const mayEdit = manages(app);
  const { lines, faultOf, change, add, remove, submit, list } = useUriLines(client.redirect_uris);
  const save = useAppChange(
    (uris: readonly string[]) => gatehouse.appClients.setRedirectUris(app.id, client.environment, uris),
    () => notice('done', t('redirect_uris.saved')),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit(save.mutate);
  };
  return (
    <form className={classes.part} onSubmit={send} noValidate>
      <Title order={3} size="h5">
        {t('redirect_uris.title')}
      </Title>
      <p className={appClasses.note}>{t('redirect_uris.lead')}</p>
      {lines.length === 0 && <p>{t('redirect_uris.none')}</p>}
      <ul className={classes.uris} ref={list}>
        {lines.map(({ id, uri }, index) => {
          const fault = faultOf(index);
          return (
            <li key={id}>
              <TextInput
                className={classes.uri ?? ''}
                aria-label={t('redirect_uris.one', { number: index + 1 })}
                value={uri}
                disabled={!mayEdit}
                error={fault && t(`redirect_uris.fault.${fault}`)}
                type="url"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => change(id, event.currentTarget.value)}
              />
              {mayEdit && (
                <ActionIcon
                  variant="default"
                  size={36}
                  aria-label={t('redirect_uris.remove', { number: index + 1 })}
                  onClick={() => remove(id)}
                >
                  <RemoveIcon size={18} />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      <Refusal error={save.error} title={t('redirect_uris.failed')} />
      {mayEdit && (
        <Group mt="sm">
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={add}>
            {t('redirect_uris.add')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('redirect_uris.save')}
          </Button>
        </Group>
      )}
    </form>
  );
}
