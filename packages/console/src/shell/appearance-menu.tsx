import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './header.module.css';
import { DarkIcon, DeviceIcon, LightIcon } from './icons.tsx';

const appearances = [
  { value: 'light', icon: LightIcon },
  { value: 'dark', icon: DarkIcon },
  { value: 'auto', icon: DeviceIcon },
] as const;

/** Light, dark, or as the device says; remembered by this browser. */
export function AppearanceMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  const choose = (value: string) => {
    const chosen = appearances.find((appearance) => appearance.value === value);
    if (chosen !== undefined) setColorScheme(chosen.value);
  };
  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`${t('appearance.label')}: ${t(`appearance.${colorScheme}`)}`}
        >
          {shown === 'dark' ? <DarkIcon /> : <LightIcon />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={choose}>
          {appearances.map(({ value, icon: Icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Icon size={18} />} closeMenuOnClick>
              {t(`appearance.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
