import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProofDialog } from '../step-up/proof-dialog.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { PlaceList } from './place-list.tsx';
import classes from './shell.module.css';

/** What every page stands in. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <Notices>
      <a className={classes.skip} href="#content">
        {t('page.skip')}
      </a>
      <Header />
      <div className={classes.frame}>
        <nav className={classes.navigation} aria-label={t('navigation.label')}>
          <PlaceList />
        </nav>
        <main className={classes.content} id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <ProofDialog />
    </Notices>
  );
}
