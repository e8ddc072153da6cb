import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { JSONReport, JSONReportSpec } from '@playwright/test/reporter';
import { root } from '../../machine/project-paths';
import { plainText, ReportedTest, reportedTests } from '../playwright-report';
import { BuildFailure, Problem } from '../problems';
import { packageProgram } from '../run-program';
import type { DeclaredTest } from './test-titles';

/** A test as Playwright lists it. */
export interface ListedTest extends DeclaredTest {
  /** The path of its file from the root folder, with `/`. */
  file: string;
  /** What keeps it from running or from proving anything: skip, fixme, or fail. Null if there is nothing. */
  notRun: string | null;
}

/** The whole-chain tests as Playwright reports them, without running them. */
export async function listedTests(project: string = root): Promise<ReportedTest[]> {
  return reportedTests(await listReport(project));
}

/** The whole-chain tests, and why they can't be listed, such as `test.only` or an error in a file. */
export interface TestList {
  tests: ListedTest[];
  problems: Problem[];
}

/** Lists the whole-chain tests of a project without running them. Needs neither the bundle nor a browser. */
export async function listTests(project: string = root): Promise<TestList> {
  return readList(await listReport(project), project);
}

async function listReport(project: string): Promise<JSONReport> {
  const program = packageProgram('@playwright', 'test', 'cli.js');
  const args = [program, 'test', '--list', '--forbid-only', '--reporter=json'];
  const { stdout, stderr } = spawn(process.execPath, args, { cwd: project, windowsHide: true });
  const [report, errors] = await Promise.all([text(stdout), text(stderr)]);
  return parsed(report, errors);
}

function parsed(report: string, errors: string): JSONReport {
  try {
    return JSON.parse(report) as JSONReport;
  } catch {
    throw new BuildFailure(`Playwright can't list its tests: ${plainText(errors || report)}`);
  }
}

/** Reads Playwright's list. Rows of the specification name paths from the root folder, and the list from `rootDir`. */
function readList(report: JSONReport, project: string): TestList {
  const { config, errors } = report;
  const named = (file: string): string => path.relative(project, file).split(path.sep).join('/');
  return {
    tests: reportedTests(report).map(spec => ({
      file: named(path.join(config.rootDir, spec.file)),
      title: spec.title,
      line: spec.line,
      notRun: notRunOf(spec)
    })),
    problems: errors.map(({ message, location }) => ({
      file: named(location?.file ?? config.configFile ?? project),
      line: location?.line ?? 1,
      reason: plainText(message).split('\n')[0]
    }))
  };
}

function notRunOf({ tests }: JSONReportSpec): string | null {
  const marks = tests.flatMap(({ annotations }) => annotations.map(({ type }) => type));
  return marks.find(type => ['skip', 'fixme', 'fail'].includes(type)) ?? null;
}
