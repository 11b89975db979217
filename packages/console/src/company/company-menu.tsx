import { Menu, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuildingIcon, ChevronIcon } from '../shell/icons.tsx';
import list from '../shell/place-list.module.css';
import { useChosenCompany } from './company.ts';
import classes from './company-menu.module.css';

/** More companies than these are searched rather than read. */
const manyCompanies = 8;

type CompanyPath = '/companies/$companyId/documents';

interface CompanyMenuProps {
  /** The pages that there are of a company, for whoever is signed in. */
  readonly places: readonly string[];
  readonly onGo: (() => void) | undefined;
}

/** The choice among the companies that the person belongs to. */
export function CompanyMenu({ places, onGo }: CompanyMenuProps) {
  const { companies, chosen } = useChosenCompany();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  // The same kind of page of the other company, whatever one was looking at in this one.
  const place =
    places.find((to) => here.startsWith(to.replace('$companyId', String(chosen?.id)))) ?? places[0];
  const Choice = companies.length > manyCompanies ? Search : Few;
  return <Choice to={place as CompanyPath} onGo={onGo} />;
}

interface ChoiceProps {
  readonly to: CompanyPath;
  readonly onGo: (() => void) | undefined;
}

function Few({ to, onGo }: ChoiceProps) {
  const { companies, chosen } = useChosenCompany();
  const navigate = useNavigate();
  const go = (companyId: string) => {
    void navigate({ to, params: { companyId } });
    onGo?.();
  };
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <ChosenCompany aria-haspopup="menu" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={String(chosen?.id)} onChange={go}>
          {companies.map(({ id, name }) => (
            <Menu.RadioItem key={id} value={String(id)} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function Search({ to, onGo }: ChoiceProps) {
  const { t } = useTranslation();
  const { companies, chosen } = useChosenCompany();
  const [opened, { open, close }] = useDisclosure();
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLocaleLowerCase();
  const found = companies.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const gone = () => {
    close();
    setSought('');
    onGo?.();
  };
  return (
    <>
      <ChosenCompany aria-haspopup="dialog" onClick={open} />
      <Modal opened={opened} onClose={close} withCloseButton={false} padding="lg">
        <Modal.Title className={classes.title}>{t('navigation.company.choose')}</Modal.Title>
        <TextInput
          type="search"
          label={t('navigation.company.search')}
          value={sought}
          data-autofocus
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <ul className={`${list.list} ${classes.list}`}>
          {found.map(({ id, name }) => (
            <li key={id}>
              <Link
                to={to}
                params={{ companyId: String(id) }}
                className={list.place}
                aria-current={id === chosen?.id ? 'page' : undefined}
                onClick={gone}
              >
                <BuildingIcon />
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <p className={classes.none} role="status">
          {found.length === 0 && t('navigation.company.none')}
        </p>
      </Modal>
    </>
  );
}

/** The button that tells which company is chosen. */
function ChosenCompany(button: React.ComponentProps<typeof UnstyledButton<'button'>>) {
  const { t } = useTranslation();
  const { chosen } = useChosenCompany();
  return (
    <UnstyledButton
      {...button}
      className={classes.chosen}
      aria-label={t('navigation.company', { company: chosen?.name ?? '' })}
    >
      <BuildingIcon />
      <span className={classes.name}>{chosen?.name}</span>
      <ChevronIcon size={16} />
    </UnstyledButton>
  );
}
