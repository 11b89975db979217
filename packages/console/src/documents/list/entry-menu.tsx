import { ActionIcon, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../entry.ts';
import { MoreIcon } from '../icons.tsx';
import { type Action, useActions } from '../use-actions.ts';

/** Menus of lines open here: inside a line they would be cut off. */
export const menuGround = 'documents-menus';

/** What can be done with one item. `reachable` by the Tab key: that of the active line alone. */
export function EntryMenu({ entry, reachable }: { entry: Entry; reachable: boolean }) {
  const { t } = useTranslation();
  const actionsOf = useActions();
  return (
    <Menu width={240} withinPortal portalProps={{ target: `#${menuGround}` }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          tabIndex={reachable ? 0 : -1}
          aria-label={t('documents.actions', { name: entry.name })}
        >
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actionsOf([entry]).map((action) => (
          <ActionItem key={action.name} action={action} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ActionItem({ action: { name, icon: Drawing, run } }: { action: Action }) {
  const { t } = useTranslation();
  return (
    <Menu.Item leftSection={<Drawing size={18} />} onClick={run}>
      {t(`documents.action.${name}`)}
    </Menu.Item>
  );
}
