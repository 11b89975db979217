import { Menu, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSetLocale } from '../api/session.ts';
import { locales } from '../i18n/language.ts';
import { useLocale } from '../i18n/use-locale.ts';
import classes from './header.module.css';
import { LanguageIcon } from './icons.tsx';
import { useNotice } from './notices.tsx';

export function LanguageMenu() {
  const { t } = useTranslation();
  const locale = useLocale();
  const notice = useNotice();
  const { mutate: setLocale } = useSetLocale(() => notice('problem', t('language.failed')));
  const choose = (value: string) => {
    const chosen = locales.find((known) => known === value);
    if (chosen !== undefined) setLocale(chosen);
  };
  return (
    <Menu width={180}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`${t('language.label')}: ${t(`language.${locale}`)}`}
        >
          <LanguageIcon />
          <span className={classes.word}>{t(`language.${locale}`)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={locale} onChange={choose}>
          {locales.map((known) => (
            <Menu.RadioItem key={known} value={known} lang={known} closeMenuOnClick>
              {t(`language.${known}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
