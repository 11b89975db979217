import { Drawer, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { type DetailsTab, useDesk } from '../desk.tsx';
import { focusList } from '../dialogs/focus-list.ts';
import type { Entry } from '../entry.ts';
import { may } from '../rights.ts';
import { AccessPanel } from './access-panel.tsx';
import classes from './details-drawer.module.css';
import { Facts } from './facts.tsx';
import { Tags } from './tags.tsx';
import { TrackingPanel } from './tracking-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** All about one item: what it is, its versions, who sees it, and who is told of it. */
export function DetailsDrawer({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const { doing, begin } = useDesk();
  const open = doing?.what === 'details' ? doing : undefined;
  const shown = useLast(open);
  // As the list has it now: a change in the drawer shows in the drawer.
  const entry = entries.find(({ id }) => id === shown?.entry.id) ?? shown?.entry;
  const tabs: DetailsTab[] = ['facts'];
  if (entry?.kind === 'file') tabs.push('versions');
  if (may(entry, 'can_set_private')) tabs.push('access');
  tabs.push('tracking');
  return (
    <Drawer
      opened={open !== undefined}
      onClose={() => begin(undefined)}
      onExitTransitionEnd={focusList}
      position="right"
      size="min(30rem, 100vw)"
      withCloseButton={false}
      padding="lg"
    >
      {entry !== undefined && shown !== undefined && (
        <>
          <div className={classes.head}>
            <Drawer.Title className={classes.title}>{entry.name}</Drawer.Title>
            <Drawer.CloseButton aria-label={t('documents.close')} size="lg" />
          </div>
          <Tabs
            value={shown.tab}
            onChange={(tab) => begin({ what: 'details', entry, tab: tab as DetailsTab })}
          >
            <Tabs.List mb="md">
              {tabs.map((tab) => (
                <Tabs.Tab key={tab} value={tab}>
                  {t(`documents.details.${tab}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="facts">
              <Facts entry={entry} />
              {shown.tab === 'facts' && <Tags key={entry.id} entry={entry} />}
            </Tabs.Panel>
            {entry.kind === 'file' && (
              <Tabs.Panel value="versions">
                {shown.tab === 'versions' && <VersionsPanel file={entry} />}
              </Tabs.Panel>
            )}
            {tabs.includes('access') && (
              <Tabs.Panel value="access">
                {shown.tab === 'access' && <AccessPanel key={entry.id} entry={entry} />}
              </Tabs.Panel>
            )}
            <Tabs.Panel value="tracking">
              {shown.tab === 'tracking' && <TrackingPanel key={entry.id} entry={entry} />}
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Drawer>
  );
}
