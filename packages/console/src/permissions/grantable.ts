/** The single actions on documents that can be granted beside Read Only or Standard, in projects. */
export const grantable = [
  'set_permissions',
  'destroy_files_and_folders',
  'access_private_files_and_folders',
  'move_and_copy_files_and_folders',
] as const;
