import { type PermissionLine, TOOL_NAMES } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { levelKeys } from '../permissions/levels.ts';
import type { Wish } from './change.ts';
import { GridCell } from './grid-cell.tsx';
import type { Cell } from './grid-keys.ts';
import { GrantedMenu, LevelMenu, type TemplateChoice, TemplateMenu } from './grid-menus.tsx';
import { LevelChip, useLevelWords } from './level-chip.tsx';
import classes from './permission-grid.module.css';

export interface GridRowProps {
  readonly line: PermissionLine;
  readonly row: number;
  readonly inProject: boolean;
  readonly templates: readonly TemplateChoice[];
  readonly current: Cell;
  readonly opened: boolean;
  readonly onOpen: (cell: Cell, opened: boolean) => void;
  readonly onWish: (wish: Wish) => void;
}

/** One person: their template, their level on each tool, and the single actions beside it. */
export function GridRow(props: GridRowProps) {
  const { line, row, inProject, templates, current, opened, onOpen, onWish } = props;
  const { t } = useTranslation();
  const words = useLevelWords();
  const { person, template, levels, granted } = line;
  const cell = (column: number) => {
    const at = { row, column };
    const here = current.row === row && current.column === column;
    return { at, current: here, opened: here && opened, onOpen: (open: boolean) => onOpen(at, open) };
  };
  const isOpen = (column: number) => opened && current.row === row && current.column === column;
  const choose = (column: number) => (wish: Wish) => {
    onOpen({ row, column }, false);
    onWish(wish);
  };
  return (
    <tr>
      <PersonCell line={line} at={{ row, column: 0 }} current={current.row === row && current.column === 0} />
      <GridCell
        {...cell(1)}
        column={t('grid.template')}
        label={t('grid.template.of', {
          name: person.name,
          template: template?.name ?? t('grid.template.none'),
        })}
        menu={() => <TemplateMenu template={template} templates={templates} onWish={choose(1)} />}
      >
        <span className={classes.template} data-none={template === null || undefined}>
          {template?.name ?? t('grid.template.none')}
        </span>
      </GridCell>
      {TOOL_NAMES.map((tool, index) => {
        const held = levels[tool];
        return (
          <GridCell
            key={tool}
            {...cell(index + 2)}
            fixed={held?.source === 'company_admin' && (inProject || tool !== 'admin')}
            column={t(`tool.${tool}`)}
            label={t('grid.level.of', { name: person.name, tool: t(`tool.${tool}`), level: words(held) })}
            menu={() => <LevelMenu line={line} tool={tool} onWish={choose(index + 2)} />}
          >
            <LevelChip held={held} />
          </GridCell>
        );
      })}
      {inProject && (
        <GridCell
          {...cell(TOOL_NAMES.length + 2)}
          opened={isOpen(TOOL_NAMES.length + 2)}
          fixed={line.company_admin}
          column={t('grid.granted')}
          label={t('grid.granted.of', { name: person.name, count: granted.length })}
          menu={() => <GrantedMenu granted={granted} onWish={onWish} />}
        >
          <span className={classes.template} data-none={granted.length === 0 || undefined}>
            {t('grid.granted.count', { count: granted.length })}
          </span>
        </GridCell>
      )}
    </tr>
  );
}

function PersonCell({ line, at, current }: { line: PermissionLine; at: Cell; current: boolean }) {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  const { id, name, login, kind } = line.person;
  return (
    <th scope="row" className={classes.person}>
      <Link
        to="/companies/$companyId/people/$personId"
        params={{ companyId, personId: String(id) }}
        tabIndex={current ? 0 : -1}
        data-cell={`${at.row}:${at.column}`}
        className={classes.name}
      >
        {name}
      </Link>
      {kind !== 'service_account' && <span className={classes.login}>{login}</span>}
      {line.company_admin && (
        <Badge size="sm" variant="light" tt="none">
          {t('grid.company_admin')}
        </Badge>
      )}
      {kind !== 'user' && (
        <Badge size="sm" variant="default" tt="none">
          {t(`person.kind.${kind}`)}
        </Badge>
      )}
    </th>
  );
}

/** The words of a change, for the line above the grid. */
export function useWishWords() {
  const { t } = useTranslation();
  return (line: PermissionLine, wish: Wish): string => {
    const { name } = line.person;
    switch (wish.kind) {
      case 'template':
        return t('grid.done.template', {
          name,
          template: wish.template?.name ?? t('grid.template.none'),
        });
      case 'level':
        return t('grid.done.level', {
          name,
          tool: t(`tool.${wish.tool}`),
          level: wish.level === null ? t('grid.as_template') : t(levelKeys[wish.level]),
        });
      case 'granted':
        return t('grid.done.granted', { name, count: wish.granted.length });
    }
  };
}
