import type { PublicExit } from "public";

/** The part of a Jupyter widget's model that our modules use; on a page, host.js makes one. */
export interface Model<Traits> {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  set<Name extends keyof Traits>(name: Name, value: Traits[Name]): void;
  save_changes(): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  /** Only in a notebook. The cells are there in JupyterLab and Notebook. */
  widget_manager?: { context?: { model?: { sharedModel?: { cells?: Cell[] } } } };
}

/** A cell of the notebook that a widget lives in. */
export interface Cell {
  getMetadata(name: "nbgrader"): { grade_id?: string } | undefined;
  getSource(): string;
  setSource(source: string): void;
}

/** What a widget shows, and in a notebook the way out. */
export type WithExit<Content> = Content & { exit?: PublicExit };

/** Where a widget is to be drawn, and of what. */
export interface Place<Traits> {
  model: Model<Traits>;
  el: HTMLElement;
}

/** A widget's module. What `render` returns ends it. */
export interface WidgetModule {
  render(place: Place<any>): () => void;
}

/** What ww-shell.js keeps for a learner, by `kind/id`. */
export interface Memory {
  /** Whether what is written lasts longer than the page. */
  keeps(): boolean;
  read(key: string): any;
  /** `knew` is what the page knew of it before: where other pages kept more since, only what is new to it is changed. */
  write(key: string, value: object, knew?: object): void;
}

declare global {
  var widerWindow: { modules?: Record<string, WidgetModule>; memory?: Memory };
}
