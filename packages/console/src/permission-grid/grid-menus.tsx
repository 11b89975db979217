import { LEVEL_NAMES, type LevelName, type PermissionLine, type ToolName } from '@gatehouse/wire';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { grantable } from '../permissions/grantable.ts';
import { levelKeys } from '../permissions/levels.ts';
import type { Wish } from './change.ts';

export interface TemplateChoice {
  readonly id: number;
  readonly name: string;
}

interface TemplateMenuProps {
  readonly template: PermissionLine['template'];
  readonly templates: readonly TemplateChoice[];
  readonly onWish: (wish: Wish) => void;
}

export function TemplateMenu({ template, templates, onWish }: TemplateMenuProps) {
  const { t } = useTranslation();
  const choose = (value: string) => {
    const chosen = templates.find(({ id }) => String(id) === value);
    onWish({ kind: 'template', template: chosen ? { id: chosen.id, name: chosen.name } : null });
  };
  return (
    <Menu.RadioGroup value={String(template?.id ?? '')} onChange={choose}>
      <Menu.RadioItem value="">{t('grid.template.none')}</Menu.RadioItem>
      {templates.map(({ id, name }) => (
        <Menu.RadioItem key={id} value={String(id)}>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

interface LevelMenuProps {
  readonly line: PermissionLine;
  readonly tool: ToolName;
  readonly onWish: (wish: Wish) => void;
}

/** The four levels, and, where one was set by hand, the way back to what the template says. */
export function LevelMenu({ line, tool, onWish }: LevelMenuProps) {
  const { t } = useTranslation();
  const held = line.levels[tool];
  return (
    <>
      <Menu.RadioGroup
        value={held?.level ?? 'None'}
        onChange={(value) => onWish({ kind: 'level', tool, level: levelOf(value) })}
      >
        {LEVEL_NAMES.map((level) => (
          <Menu.RadioItem key={level} value={level}>
            {t(levelKeys[level])}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {held?.source === 'own' && line.template !== null && (
        <>
          <Menu.Divider />
          <Menu.Item onClick={() => onWish({ kind: 'level', tool, level: null })}>
            {t('grid.as_template')}
          </Menu.Item>
        </>
      )}
    </>
  );
}

interface GrantedMenuProps {
  readonly granted: readonly string[];
  readonly onWish: (wish: Wish) => void;
}

/** Single actions beside the level; the menu stays open, for one rarely comes alone. */
export function GrantedMenu({ granted, onWish }: GrantedMenuProps) {
  const { t } = useTranslation();
  return grantable.map((action) => (
    <Menu.CheckboxItem
      key={action}
      checked={granted.includes(action)}
      closeMenuOnClick={false}
      onChange={(checked) =>
        onWish({
          kind: 'granted',
          granted: checked ? [...granted, action] : granted.filter((one) => one !== action),
        })
      }
    >
      {t(`granted.${action}`)}
    </Menu.CheckboxItem>
  ));
}

function levelOf(value: string): LevelName {
  return LEVEL_NAMES.find((level) => level === value) ?? 'None';
}
