/** A run of one of our commands that fills a folder of the report. */
export interface Planned {
  /** Name of its folder in the report, and its id on the page. */
  folder: string;
  /** The command line, without what says where to write. */
  args: string[];
  /** Files and folders that it reads besides the network and the images. */
  reads?: readonly string[];
  /** What `--out` names: a file in the folder, or `.` for the folder; undefined where the command writes nothing. */
  out?: string;
  /** File in the folder for what the command prints. */
  printed?: string;
  /** Throws where what the command printed is not all that was asked for. */
  check?: (printed: string) => void;
  /** Roughly how many forward passes it takes, for the estimate. */
  passes: number;
  /** Heading of its figure, where a section has several. */
  title?: string;
  /** What the page says about it. */
  about: string;
}
