/** What a learning platform had of her, when a package was opened. */
export interface Found {
  /** What the player gave it to keep, or "". */
  state: string;
  /** The page where she was, or "". */
  page: string;
  completed: boolean;
}

/** The way to a learning platform while a package is open. */
export interface Connection {
  found: Found;
  /** Whether the platform lets her look only, and nothing is kept. */
  onlyLooking: boolean;
  /** How many characters it has for the state. */
  room: number;
  /** Where it wants her to go afterwards, or "". */
  back: string;
  /** Gives it state and page to keep; whether it took them. */
  keep(state: string, page: string): boolean;
  complete(): void;
  /** Has it write down what it was given, and the time so far. */
  commit(): void;
  /** Ends the session. Nothing can be sent after that. */
  end(): void;
}

/** Told whether the platform took what was sent last. */
export type Told = (taken: boolean) => void;

/** Connects with the platform that the package was opened in, if there is one. */
export type Connect = (told: Told) => Promise<Connection | undefined>;
