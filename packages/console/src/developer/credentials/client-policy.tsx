import type { App, AppClient, ClientPolicy } from '@gatehouse/wire';
import { Button, Checkbox, Fieldset, NativeSelect, Stack, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './credentials.module.css';
import { policyQuery } from './credentials-queries.ts';
import { faultAmong, graceChoices, limitChoices, linesOf, type UriFault } from './policy-fields.ts';

const grants = [
  'authorization_code_grant',
  'refresh_token_grant',
  'client_credentials_grant',
  'device_grant',
  'openid_connect',
] as const satisfies readonly (keyof ClientPolicy)[];
const demands = [
  'require_private_key_jwt',
  'require_proof_key',
  'dpop_bound_access_tokens',
  'require_pushed_authorization_requests',
] as const satisfies readonly (keyof ClientPolicy)[];
const algorithms = ['RS256', 'ES256'] as const;
const secretMethods = ['client_secret_basic', 'client_secret_post'] as const;
const limits = [
  'refresh_idle_limit_seconds',
  'refresh_absolute_limit_seconds',
] as const satisfies readonly (keyof ClientPolicy)[];

/** Which grants the app uses in one environment, and what it asks of the authorization server for its own good. */
export function ClientPolicyPart({ app, client }: { app: App; client: AppClient }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(policyQuery(app.id, client.environment));
  return (
    <section className={classes.part}>
      <Title order={3} size="h5">
        {t('client_policy.title')}
      </Title>
      <p className={appClasses.note}>{t('client_policy.lead')}</p>
      {error !== null && data === undefined && <LoadFailure error={error} retry={refetch} />}
      {data !== undefined && <PolicyForm app={app} client={client} policy={data} />}
    </section>
  );
}

function PolicyForm({ app, client, policy }: { app: App; client: AppClient; policy: ClientPolicy }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [changes, setChanges] = useState<Partial<ClientPolicy>>({});
  const shown = { ...policy, ...changes };
  const set = (change: Partial<ClientPolicy>) => setChanges((before) => ({ ...before, ...change }));
  const save = useAppChange(
    (change: Partial<ClientPolicy>) => gatehouse.appClients.changePolicy(app.id, client.environment, change),
    () => {
      setChanges({});
      notice('done', t('client_policy.saved'));
    },
  );
  const [fault, setFault] = useState<UriFault>();
  const addresses = useRef<HTMLTextAreaElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const found = faultAmong(shown.post_logout_redirect_uris);
    setFault(found);
    if (found === undefined) save.mutate(changes);
    else addresses.current?.focus();
  };
  const switches = (names: readonly ((typeof grants)[number] | (typeof demands)[number])[]) => (
    <Stack gap="sm">
      {names.map((name) => (
        <Checkbox
          key={name}
          label={t(`client_policy.${name}`)}
          description={t(`client_policy.${name}.words`)}
          checked={shown[name]}
          onChange={({ currentTarget }) => set({ [name]: currentTarget.checked })}
        />
      ))}
    </Stack>
  );
  return (
    <form onSubmit={send} noValidate>
      <Fieldset variant="unstyled" disabled={!manages(app)}>
        <Stack gap="lg" mt="md">
          <Fieldset legend={t('client_policy.grants')}>{switches(grants)}</Fieldset>
          <Fieldset legend={t('client_policy.demands')}>{switches(demands)}</Fieldset>
          <Fieldset legend={t('client_policy.resources')}>
            <Checkbox
              label={t('client_policy.resources.only')}
              description={t('client_policy.resources.words')}
              checked={shown.resources !== null}
              onChange={({ currentTarget }) => set({ resources: currentTarget.checked ? [] : null })}
            />
            {shown.resources !== null && (
              <Textarea
                mt="sm"
                label={t('client_policy.resources.list')}
                autosize
                minRows={2}
                spellCheck={false}
                defaultValue={shown.resources.join('\n')}
                onChange={({ currentTarget: { value } }) => set({ resources: linesOf(value) })}
              />
            )}
          </Fieldset>
          <NativeSelect
            label={t('client_policy.client_secret_method')}
            description={t('client_policy.client_secret_method.words')}
            value={shown.client_secret_method ?? ''}
            data={[
              { value: '', label: t('client_policy.client_secret_method.either') },
              ...secretMethods.map((value) => ({
                value,
                label: t(`client_policy.client_secret_method.${value}`),
              })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              set({ client_secret_method: secretMethods.find((known) => known === value) ?? null })
            }
          />
          <NativeSelect
            label={t('client_policy.id_token_signed_response_alg')}
            description={t('client_policy.id_token_signed_response_alg.words')}
            value={shown.id_token_signed_response_alg}
            data={[...algorithms]}
            onChange={({ currentTarget: { value } }) =>
              set({ id_token_signed_response_alg: value === 'ES256' ? 'ES256' : 'RS256' })
            }
          />
          {limits.map((name) => (
            <NativeSelect
              key={name}
              label={t(`client_policy.${name}`)}
              value={String(shown[name] ?? '')}
              data={limitChoices(shown[name], t)}
              onChange={({ currentTarget: { value } }) =>
                set({ [name]: value === '' ? null : Number(value) })
              }
            />
          ))}
          <NativeSelect
            label={t('client_policy.refresh_grace_seconds')}
            description={t('client_policy.refresh_grace_seconds.words')}
            value={String(shown.refresh_grace_seconds ?? '')}
            data={graceChoices(shown.refresh_grace_seconds, t)}
            onChange={({ currentTarget: { value } }) =>
              set({ refresh_grace_seconds: value === '' ? null : Number(value) })
            }
          />
          <Textarea
            label={t('client_policy.post_logout')}
            description={t('client_policy.post_logout.words')}
            ref={addresses}
            error={fault && t(`redirect_uris.fault.${fault}`)}
            autosize
            minRows={2}
            spellCheck={false}
            defaultValue={policy.post_logout_redirect_uris.join('\n')}
            onChange={({ currentTarget: { value } }) => set({ post_logout_redirect_uris: linesOf(value) })}
          />
        </Stack>
      </Fieldset>
      <Refusal error={save.error} title={t('client_policy.failed')} />
      {manages(app) && (
        <Button type="submit" mt="md" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
          {t('client_policy.save')}
        </Button>
      )}
    </form>
  );
}
