import type { AppConfiguration, Installation } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { RemoveDialog } from '../company/remove-dialog.tsx';
import { Panel } from '../page/panel.tsx';
import { Ago } from '../time/ago.tsx';
import { ConfigurationDialog } from './configuration-dialog.tsx';
import classes from './configurations.module.css';
import { configurationsQuery } from './installation-queries.ts';

type Doing =
  | { readonly what: 'change' | 'remove'; readonly configuration: AppConfiguration }
  | { readonly what: 'add' };

/** What the app is told of how the company wants it, for itself and in its projects. */
export function ConfigurationsPanel({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const query = useQuery(configurationsQuery(useCompanyId(), installation.id));
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const changed = doing?.what === 'change' ? doing.configuration : undefined;
  return (
    <Panel
      title={t('configurations.title')}
      lead={t('configurations.lead')}
      action={
        <Button variant="default" onClick={() => setDoing({ what: 'add' })}>
          {t('configurations.add')}
        </Button>
      }
    >
      <Answered query={query}>
        {(configurations) =>
          configurations.length === 0 ? (
            <p className={cards.quiet}>{t('configurations.none')}</p>
          ) : (
            <ul className={classes.list} aria-label={t('configurations.title')}>
              {configurations.map((configuration) => (
                <ConfigurationLine
                  key={configuration.id}
                  configuration={configuration}
                  onStep={(what) => setDoing({ what, configuration })}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      <ConfigurationDialog
        key={`${doing?.what === 'add'} ${changed?.id}`}
        opened={doing?.what === 'add' || changed !== undefined}
        installationId={installation.id}
        configuration={changed}
        onClose={close}
      />
      <RemoveDialog
        item={doing?.what === 'remove' ? doing.configuration : undefined}
        title={(item) => t('configurations.remove.named', { name: item?.title ?? '' })}
        confirm={t('configurations.remove')}
        failed={t('configurations.failed')}
        remove={(companyId, id) => gatehouse.appConfigurations.remove(companyId, id)}
        onClose={close}
      >
        {t('configurations.remove.words')}
      </RemoveDialog>
    </Panel>
  );
}

interface ConfigurationLineProps {
  readonly configuration: AppConfiguration;
  readonly onStep: (what: 'change' | 'remove') => void;
}

function ConfigurationLine({ configuration, onStep }: ConfigurationLineProps) {
  const { t } = useTranslation();
  const { title, applies_to_company, applies_to_all_projects, projects, updated_at } = configuration;
  const where = [
    applies_to_company && t('configurations.company'),
    applies_to_all_projects
      ? t('configurations.all_projects')
      : projects.length > 0 && t('configurations.count', { count: projects.length }),
  ].filter(Boolean);
  return (
    <li className={classes.line}>
      <div className={cards.names}>
        <strong>{title}</strong>
        <p className={cards.line}>
          <span>{where.length === 0 ? t('configurations.nowhere') : where.join(' · ')}</span>
          <Ago timestamp={updated_at} />
        </p>
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          aria-label={t('configurations.change.named', { name: title })}
          onClick={() => onStep('change')}
        >
          {t('configurations.change')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={t('configurations.remove.named', { name: title })}
          onClick={() => onStep('remove')}
        >
          {t('configurations.remove')}
        </Button>
      </Group>
    </li>
  );
}
