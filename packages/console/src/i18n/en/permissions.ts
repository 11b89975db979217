export const permissions = {
  'permissions.tool': 'Tool',
  'permissions.nothing': 'No access',

  'tool.documents': 'Documents',
  'tool.directory': 'Directory',
  'tool.admin': 'Administration',

  'level.none': 'None',
  'level.read_only': 'Read only',
  'level.standard': 'Standard',
  'level.admin': 'Admin',

  'permission.documents.read_only': 'Sees folders and files, and downloads them',
  'permission.documents.standard': 'Sees, downloads, adds and changes folders and files',
  'permission.documents.admin':
    'Sees and changes all folders and files, private ones too, and decides who else sees those',
  'permission.directory.read_only': 'Sees the people and companies of the directory',
  'permission.directory.standard': 'Sees the directory, adds people and changes their details',
  'permission.directory.admin': 'Sees and changes the directory, and sets what people may do',
  'permission.admin.read_only': 'Sees projects and settings',
  'permission.admin.standard': 'Sees and changes projects and settings',
  'permission.admin.admin': 'Administers everything there',
} as const;
