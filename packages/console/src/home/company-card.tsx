import type { Company } from '@gatehouse/wire';
import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuildingIcon } from '../shell/icons.tsx';
import classes from './home.module.css';
import { ProjectList } from './project-list.tsx';

export function CompanyCard({ company, startOpen }: { company: Company; startOpen: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(startOpen);
  return (
    <article className={classes.company}>
      <div className={classes.companyHead}>
        <BuildingIcon size={22} />
        <Title order={2} size="h4">
          {company.name}
        </Title>
      </div>
      {open ? (
        <ProjectList company={company} />
      ) : (
        <Button className={classes.more} variant="subtle" onClick={() => setOpen(true)}>
          {t('home.projects.show')}
        </Button>
      )}
    </article>
  );
}
