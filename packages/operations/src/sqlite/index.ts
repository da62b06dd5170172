export { type BackupProgress, type BackupRequest, backup } from './backup.ts';
export { type EmbeddedFiles, FILE_ORDER, type FileName } from './files.ts';
export { BackupError, type Manifest, readManifest } from './manifest.ts';
export { DataInUseError, finishRestore, type Restored, type RestoreRequest, restore } from './restore.ts';
