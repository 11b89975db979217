import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson, useSignOut } from '../api/session.ts';
import { Monogram } from '../page/monogram.tsx';
import classes from './header.module.css';
import { ChevronIcon, SignOutIcon } from './icons.tsx';
import { useNotice } from './notices.tsx';

export function PersonMenu() {
  const { t } = useTranslation();
  const { name, email } = usePerson();
  const notice = useNotice();
  const signOut = useSignOut(() => notice('problem', t('person.sign_out_failed')));
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('person.menu', { name })}>
          <Monogram name={name} shape="person" />
          <span className={classes.word}>{name}</span>
          <span className={classes.chevron}>
            <ChevronIcon size={16} />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text component="span" display="block" size="sm" fw={600} c="bright">
            {name}
          </Text>
          <Text component="span" display="block" size="sm" truncate>
            {email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon size={18} />} onClick={() => signOut.mutate()}>
          {t('person.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
