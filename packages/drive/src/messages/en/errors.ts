/** What went wrong, and what can be done about it. */
export const errors = {
  'error.no-mount': '"{path}" is in no folder that is kept the same. drive mounts lists them.',
  'error.no-mounts': 'No folder is kept the same. drive mount FOLDER begins.',
  'error.mounted':
    '"{path}" is kept the same already: drive sync brings it in step. Neither of two may lie in the other.',
  'error.mounted-elsewhere':
    '"{path}" is kept the same already, by another install of Drive, and neither of two may lie in the other: mount a folder outside of it. If nothing keeps it any more, remove {mark}.',
  'error.mount-full': '"{path}" is not empty. Mount an empty folder, then move files into it.',
  'error.mount-busy': 'Another drive is at work on "{path}". Try again when it is done.',
  'error.not-root': 'Name the folder itself: {path}',
  'error.other-folder':
    '"{path}" is not the folder that was mounted: a disk may be missing. Nothing was done.',
  'error.guarded-to-remote':
    '{files} {files|file|files} would be deleted or written over on the server at once. If that is meant: drive sync --approve {id}; if not: drive sync --refuse {id}',
  'error.guarded-to-local':
    '{files} {files|file|files} would be deleted or replaced here at once. If that is meant: drive sync --approve {id}; if not: drive sync --refuse {id}',
  'error.guarded-more-to-remote':
    '{files} more {files|file|files} would be deleted or written over on the server, where {before} {before|was|were} deleted within an hour. If that is meant: drive sync --approve {id}; if not: drive sync --refuse {id}',
  'error.guarded-more-to-local':
    '{files} more {files|file|files} would be deleted or replaced here, where {before} {before|was|were} deleted within an hour. If that is meant: drive sync --approve {id}; if not: drive sync --refuse {id}',
  'error.not-went-back': 'The server has no older state than before: there is nothing to unite.',
  'error.no-guard': 'Nothing is held back under "{id}". drive conflicts lists what is.',
  'error.not-synced':
    '"{path}" is not known. It may be in a folder that is a placeholder: open that one first.',
  'error.spare-placeholder':
    '"{path}" is a copy of a placeholder. That of a file becomes a file of its own by drive sync; a folder is copied on the server: drive cp.',
  'error.stands-for-nothing':
    '"{path}" is a copy of the placeholder of something that is not there any more. Delete it.',
  'error.hidden': '"{path}" is not shown to you any more: the copy here stays as it is.',
  'error.held-unread':
    '"{path}" cannot be read, and may be what seems deleted, under another name. What waits in the trash ({count}) is deleted there when it can be read.',
  'error.not-held': '"{path}" is not in the trash. drive trash lists what is.',
  'error.differs':
    '{count} {count|differs|differ}. drive verify --repair looks at {count|it|them} again and keeps both contents.',
  'error.checks':
    '{count} {count|needs something to be done; it says|need something to be done; each of them says} what.',
  'error.database-broken':
    'The database {path} is broken. Move it away, then repeat: both sides are united, nothing is deleted.',
  'error.home-file':
    '{path} is damaged, or may not be read. Put it back from a backup; or move it away, then drive login and drive mount begin anew.',
  'error.not-closed': '"{path}" stays open: something in it is here alone. drive conflicts says what.',
  'error.keep': 'Say which to keep: --keep mine, --keep theirs or --keep both.',
  'error.no-conflict': '"{path}" is no conflicted copy. drive conflicts lists them.',
  'error.no-original': '"{path}" is the only one left: keep mine, or delete it.',
  'error.size': '"{size}" is no size: write 10MB, all or none.',
  'error.daemon-gone': 'The drive that keeps this folder ended at that moment. Try again.',
  'error.problems':
    '{count} could not be done, and {count|is|are} tried again later. drive conflicts says which and why.',
  'error.unsure':
    '{count} could not be read here, and nothing is known of {count|it|them}. drive conflicts says which and what to do.',
  'error.verb': 'There is no verb "{verb}". drive help lists them.',
  'error.verb-near': 'There is no verb "{verb}". Did you mean "{near}"?',
  'error.option': '{verb} takes no {option}. drive help {verb} says what it takes.',
  'error.option-value': '{option} needs a value. drive help {verb} says which.',
  'error.option-alone': '{option} takes no value: leave it out.',
  'error.arguments': 'It is used otherwise: drive {usage}',
  'error.company-many': 'There are several companies; say which with --company: {names}',
  'error.company-none': 'No company lets this app in. Somebody who administers one has to install it there.',
  'error.company-unknown': 'There is no company "{name}" among yours: {names}',
  'error.project-unknown': 'There is no project "{name}" among yours: {names}',
  'error.no-place':
    'There is no such company or project, or not for you. drive places lists those that there are.',
  'error.no-path': 'There is no "{path}": "{missing}" is not there. drive ls lists what is.',
  'error.not-folder': '"{path}" is a file: name a folder.',
  'error.not-file': '"{path}" is a folder: name a file. drive ls lists those in it.',
  'error.local-missing': 'There is no file "{path}" on this machine: look at how it is written.',
  'error.local-folder': '"{path}" is a folder on this machine: name the files in it.',
  'error.local-no-folder': 'There is no folder "{path}" on this machine: make it first, or name another.',
  'error.local-no-file': '"{path}" is there, and is no file: nothing replaces it. Name another.',
  'error.local-taken': '"{path}" is there already. --force replaces it.',
  'error.local-full': 'The disk of this machine is full. Make room, then repeat: nothing was lost.',
  'error.local-denied': 'This machine does not let Drive use "{path}". Look at who may read and write it.',
  'error.local-failed': 'This machine failed at "{path}". Look at the disk, then repeat. It said: {why}',
  'error.bad-name': 'The name "{name}" cannot be a file name on this machine; say where to save it.',
  'error.damaged': 'What arrived is not what the server has; nothing was kept. Try again.',
  'error.no-version': '"{path}" has no version {number}. drive versions lists those it has.',
  'error.no-account':
    'Drive is not signed in: drive login https://…, or for scripts DRIVE_TOKEN_FILE and DRIVE_URL.',
  'error.other-account':
    '"{path}" is kept with the account of {owner}, and Drive is signed in as {other}. Nothing was done, and everything in it stays. Sign in as before (drive logout, drive login), or drive unmount it and mount an empty folder.',
  'error.ignore-file':
    '"{path}" cannot be read, or is no file, and may say what must not be sent: nothing was done. Make it a file that Drive can read, or remove it.',
  'error.unmount-unsent':
    'The only {count|copy|copies} of {count} {count|file is|files are} in the trash of "{path}", and unmount forgets what {count|it is|they are}. drive trash lists {count|it|them}, drive restore puts {count|it|them} back. To forget {count|it|them}: drive unmount --force',
  'error.signed-in': 'This machine is signed in already: drive logout first.',
  'error.signed-out': 'This machine was signed out: drive logout, then drive login.',
  'error.link-again': 'needs sign-in: the account has to be linked again, there: {url}',
  'error.unlinked': 'No account is linked (any more). What is on this machine stays. Link one there: {url}',
  'error.not-link': 'There is no link service at {url}. Ask who runs yours for its address.',
  'error.link-away':
    'The link service does not answer: {url}. Look at its address and at the network, then try again.',
  'error.link-none': 'Say where your link service is: drive login https://link.example (or DRIVE_LINK_URL).',
  'error.link-url': 'Say the https address of your link service: "{url}" is none.',
  'error.sign-in-key':
    'This sign-in key is none, was used, or is older than a quarter of an hour. Make a new one: {url}',
  'error.enrol-refused': 'This machine was not let in. drive login asks once more.',
  'error.enrol-late': 'Nobody let this machine in in time. Try again.',
  'error.token-open': 'Others on this machine can read {path}: take their right away first (chmod 600).',
  'error.token-missing':
    'The file {path} that DRIVE_TOKEN_FILE names cannot be read: make it, or name another.',
  'error.url': 'DRIVE_URL has to be the https address of a server: {url}',
  'error.root': 'The root folder stays where it is: name something in it.',
  'error.needs-sign-in':
    'The server does not take this sign-in any more: drive login again, or for scripts another token in DRIVE_TOKEN_FILE.',
  'error.company-disconnected':
    'This company does not let this app in (any more). What is on this machine stays. Ask who administers the company.',
  'error.went-back':
    'The server has an older state than before, as after a restored backup. What is on this machine stays, and nothing is done. If it is meant so, unite both sides, deleting nothing: drive sync {path} --unite',
  'error.forbidden': 'You may not do this here: ask who manages it for the permission.',
  'error.no-access':
    'This place is not for you to see (any more). What is on this machine stays. Ask who manages it.',
  'error.missing': 'It is not there (any more), or not for you: look again, or ask who manages it.',
  'error.changed': 'Somebody changed it at the same time. Look again, then repeat.',
  'error.name-taken': 'There is something of that name already: choose another name.',
  'error.rejected': 'The server does not want it: change it, its name for example.',
  'error.busy':
    'The server cannot be reached, or asks to wait. Try again later; drive doctor looks for the reason.',
  'error.unknown': 'The answer was lost: look whether it was done before you repeat it.',
  'error.server': 'The server answered: {words}',
  'error.unexpected': 'Drive failed: {why}',
} as const;
