import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './header.module.css';
import { MenuIcon } from './icons.tsx';
import { PlaceList } from './place-list.tsx';

/** The main navigation where there is no room for it beside the page. */
export function NavigationDrawer() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <UnstyledButton
        className={`${classes.button} ${classes.burger}`}
        aria-label={t('navigation.open')}
        aria-expanded={opened}
        aria-haspopup="dialog"
        onClick={open}
      >
        <MenuIcon />
      </UnstyledButton>
      <Drawer opened={opened} onClose={close} size="18rem" withCloseButton={false}>
        {/* Not Drawer's own header: its <header> would count as a second banner of the page. */}
        <div className={classes.drawerHead}>
          <Drawer.Title className={classes.drawerTitle}>{t('product.name')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('navigation.close')} size="lg" />
        </div>
        <nav aria-label={t('navigation.label')}>
          <PlaceList onGo={close} />
        </nav>
      </Drawer>
    </>
  );
}
