/** The certificates of a server: those in its store now, and those that were ever made there. */
import * as fs from 'fs';
import * as path from 'path';
import { readRecord, readServer, RecordEntry, stateFiles } from './server-state';

/** A certificate that was made on a server, as the record has it. */
export interface MadeCertificate {
  /** Of the certificate that was put into the store. */
  thumbprint: string;
  type: string;
  subject: string;
  /** As it was asked for. The lab only records it: its store can't keep a key from being exported. */
  keyExportPolicy: string;
  /** In bits. */
  keyLength: number;
  /** As made and removed, a time in ISO 8601. */
  notAfter: string;
  made: string;
  /** Null while it is there. */
  removed: string | null;
  /** Whether it was removed without its key, which stays on Windows' disk then. */
  keyLeft: boolean;
}

const storeFolder = path.join('.dotnet', 'corefx', 'cryptography', 'x509stores', 'my');

/** The certificates of a server, as the lab reports them. */
export interface ServerCertificates {
  /** The thumbprints of those in its store now. */
  stored: string[];
  /** Those that were made there since the scenario began, in order, while the server had its present name. */
  made: MadeCertificate[];
}

/** The certificates of a server by both witnesses: the files of its store, and the record. */
export function readCertificates(stateFolder: string, server: string): ServerCertificates {
  return { stored: storedCertificates(stateFolder, server), made: madeCertificates(stateFolder, server) };
}

function storedCertificates(stateFolder: string, server: string): string[] {
  const { device } = readServer(stateFolder, server);
  const folder = path.join(stateFiles.home(stateFolder, device), storeFolder);
  if (!fs.existsSync(folder)) {
    return [];
  }
  return fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.pfx'))
    .map(file => path.basename(file, '.pfx'))
    .sort();
}

function madeCertificates(stateFolder: string, server: string): MadeCertificate[] {
  const record = readRecord(stateFolder).filter(entry => entry.server === server);
  return record
    .filter(({ cmdlet, parameters }) => cmdlet === 'New-SelfSignedCertificate' && parameters['thumbprint'] !== null)
    .map(({ time, parameters }) => {
      const made = parameters as Omit<MadeCertificate, 'made' | 'removed' | 'keyLeft'>;
      const removal = record.find(entry => removes(entry, made.thumbprint));
      return {
        ...made,
        made: time,
        removed: removal?.time ?? null,
        keyLeft: removal !== undefined && removal.parameters['deleteKey'] !== true
      };
    });
}

function removes({ cmdlet, parameters }: RecordEntry, thumbprint: string): boolean {
  return cmdlet === 'Remove-Item' && parameters['removed'] === true && parameters['thumbprint'] === thumbprint;
}
