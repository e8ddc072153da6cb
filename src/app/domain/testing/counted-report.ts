import { Report } from '../answers/report';

/** A report that counts how often anything in it is read. */
export interface CountedReport {
  readonly report: Report;
  readonly reads: () => number;
}

/** That report, with a count of its reads. For specs only. */
export function countedReport(report: Report): CountedReport {
  let reads = 0;
  const counted = new Proxy(report, {
    get: (target, property, receiver) => {
      reads += 1;
      return Reflect.get(target, property, receiver) as unknown;
    }
  });
  return { report: counted, reads: () => reads };
}
