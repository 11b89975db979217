import type { ServiceAccount, ServiceAccountHint } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useLocale } from '../i18n/use-locale.ts';
import { levelKeys } from '../permissions/levels.ts';
import { moment } from '../time/when.ts';

/** What an admin may want to do about an account. */
export function AccountHints({ account: { hints } }: { account: ServiceAccount }) {
  if (hints.length === 0) return null;
  return (
    <ul className={cards.hints}>
      {hints.map((hint) => (
        <li key={JSON.stringify(hint)}>
          <Hint hint={hint} />
        </li>
      ))}
    </ul>
  );
}

function Hint({ hint }: { hint: ServiceAccountHint }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const date = (timestamp: string) => moment(locale, Date.parse(timestamp));
  switch (hint.kind) {
    case 'unused_permission':
      return t('accounts.hint.unused_permission', {
        tool: t(`tool.${hint.tool}`),
        level: t(levelKeys[hint.level]),
        place: hint.project?.name ?? t('usage.company'),
        used: t(levelKeys[hint.used]),
      });
    case 'unused_account':
      return t('accounts.hint.unused_account');
    case 'expiring':
      return t('accounts.hint.expiring', { date: date(hint.expires_at) });
    case 'ending':
      return t('accounts.hint.ending', { date: date(hint.work_until) });
  }
}
