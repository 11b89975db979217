import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Bell } from '../notices/bell.tsx';
import { AppearanceMenu } from './appearance-menu.tsx';
import classes from './header.module.css';
import { Mark } from './icons.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { PersonMenu } from './person-menu.tsx';

export function Header() {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <NavigationDrawer />
      <Link to="/" className={classes.brand}>
        <Mark />
        <span className={classes.product}>{t('product.name')}</span>
      </Link>
      <div className={classes.menus}>
        <Bell />
        <LanguageMenu />
        <AppearanceMenu />
        <PersonMenu />
      </div>
    </header>
  );
}
