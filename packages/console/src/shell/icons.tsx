import type { ReactNode } from 'react';

/** Drawings of 24 by 24 in the colour of the text around them. They never speak: the words beside them do. */
export function icon(drawing: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export type Icon = ReturnType<typeof icon>;

export const HomeIcon = icon(<path d="M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z" />);
export const AppsIcon = icon(<path d="M9 3v5M15 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v3" />);
export const BuildIcon = icon(<path d="M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 6l-3 12" />);
export const ReviewIcon = icon(
  <path d="M12 3l7.5 3v5.5c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-4.5" />,
);
export const CopyIcon = icon(<path d="M9 9h10v11H9zM5 15H4V4h11v1" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const RemoveIcon = icon(<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13" />);
export const KeyIcon = icon(
  <path d="M13.5 8.5a5 5 0 1 0-10 0a5 5 0 1 0 10 0M13 11l7.5 7.5M17.5 15.5L15.5 17.5" />,
);
export const StoreIcon = icon(<path d="M5 10v10h14V10M3 10l2-6h14l2 6zM9 20v-6h6v6" />);
export const InboxIcon = icon(<path d="M4 13l2.5-8h11l2.5 8v6H4zM4 13h5l1 2.5h4l1-2.5h5" />);
export const RulesIcon = icon(<path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5" />);
export const BellIcon = icon(<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4" />);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const LanguageIcon = icon(
  <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z" />,
);
export const LightIcon = icon(
  <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />,
);
export const DarkIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />);
export const DeviceIcon = icon(<path d="M4 5h16v11H4zM9 20h6M12 16v4" />);
export const ChevronIcon = icon(<path d="M7 10l5 5 5-5" />);
export const SignOutIcon = icon(<path d="M10 4H5v16h5M15 8l4 4-4 4M19 12H9" />);
export const SignInIcon = icon(<path d="M14 4h5v16h-5M4 12h11M11 8l4 4-4 4" />);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const WarningIcon = icon(<path d="M12 4L2.5 20h19zM12 10v4.5M12 17.2v.1" />);
export const BuildingIcon = icon(<path d="M5 20V5l8-2v17M13 9l6 1.5V20M3 20h18M8.5 8h1M8.5 12h1M8.5 16h1" />);

export const PeopleIcon = icon(
  <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5.5" />,
);
export const HookIcon = icon(
  <path d="M12 4a3.5 3.5 0 0 1 3 5.3l3 5.2M9 8a3.5 3.5 0 0 1 2-3.8M11.5 8.5L8 15M4.5 17a3.5 3.5 0 1 0 7 0h7M15.5 18.5a3.5 3.5 0 1 0 2-4.5" />,
);
export const ProjectsIcon = icon(<path d="M4 20V9l5-4v15M9 20V12h6v8M15 20V7l5 3v10M2.5 20h19" />);
export const PermissionsIcon = icon(<path d="M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14M15 5v14" />);
export const SearchIcon = icon(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21" />);
export const GroupIcon = icon(
  <path d="M12 4.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6.5 19.5a5.5 5.5 0 0 1 11 0zM4.5 7.5a2 2 0 1 0 0 4M19.5 7.5a2 2 0 1 1 0 4" />,
);
export const QuestionIcon = icon(
  <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2 1-1.2 1.8M12 16.7v.1" />,
);
export const FolderIcon = icon(<path d="M3 6h6l2 2.5h10V19H3z" />);
export const FileIcon = icon(<path d="M6 3h8l4 4v14H6zM14 3v4h4" />);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const HandIcon = icon(<path d="M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3" />);

/** The mark of the product: a gate with battlements. */
export function Mark() {
  return (
    <svg width={28} height={28} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true" focusable="false">
      <path d="M3 5h3v3h2V5h3v3h2v4h6V8h2V5h3v3h2V5h3v22h-9v-6a4 4 0 0 0-8 0v6H3z" />
    </svg>
  );
}
