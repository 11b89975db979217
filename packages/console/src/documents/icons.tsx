import { icon } from '../shell/icons.tsx';

export const FolderIcon = icon(<path d="M3 6h6l2 2.5h10V19H3z" />);
export const PageIcon = icon(<path d="M6 3h8l4 4v14H6zM14 3v4h4" />);
export const PictureIcon = icon(<path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 8.5a1 1 0 1 0 0 .1" />);
export const DownloadIcon = icon(<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />);
export const UploadIcon = icon(<path d="M12 16V5M7.5 9L12 4.5 16.5 9M5 20h14" />);
export const LockIcon = icon(<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />);
export const MoreIcon = icon(<path d="M5 12h.5M12 12h.5M19 12h.5" strokeWidth={3} />);
export const InfoIcon = icon(<path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.1" />);
export const RenameIcon = icon(<path d="M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4" />);
export const MoveIcon = icon(<path d="M3 6h6l2 2.5h10V19H3zM9 13.5h6M12.5 10.5l3 3-3 3" />);
export const HistoryIcon = icon(<path d="M4.5 12a7.5 7.5 0 1 1 2.2 5.3M4.5 7v5h5M12 8v4.5l3 1.5" />);
export const HandIcon = icon(
  <path d="M8 12V6.5M8 7V5h2.7v6M10.7 5V4h2.6v7M13.3 5.5H16V13M8 11l-2.5 2L9 19.5h7L17 13" />,
);
export const PauseIcon = icon(<path d="M9 6v12M15 6v12" />);
export const PlayIcon = icon(<path d="M8 5l11 7-11 7z" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const SearchIcon = icon(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20" />);
export const KeyboardIcon = icon(<path d="M3 6h18v12H3zM7 10v.1M11 10v.1M15 10v.1M8 14h8" />);
export const RightIcon = icon(<path d="M10 7l5 5-5 5" />);
export const ArrowUpIcon = icon(<path d="M12 19V6M7 10.5L12 5.5l5 5" />);
export const ArrowDownIcon = icon(<path d="M12 5v13M7 13.5l5 5 5-5" />);
