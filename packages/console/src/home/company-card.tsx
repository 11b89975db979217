import type { Company } from '@gatehouse/wire';
import { Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuildingIcon, ChevronIcon } from '../shell/icons.tsx';
import classes from './home.module.css';
import { ProjectList } from './project-list.tsx';

/** A company and the person's projects there; `foldable` where there are too many companies to open all. */
export function CompanyCard({ company, foldable }: { company: Company; foldable: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(!foldable);
  return (
    <article className={classes.company}>
      <div className={classes.companyHead}>
        <BuildingIcon size={22} />
        <Title order={2} size="h4">
          {company.name}
        </Title>
        {foldable && (
          <UnstyledButton
            className={classes.toggle}
            aria-label={t('home.projects', { company: company.name })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('home.projects.toggle')}
            <ChevronIcon size={18} />
          </UnstyledButton>
        )}
      </div>
      {open && <ProjectList company={company} />}
    </article>
  );
}
