import { Command } from "commander";
export const doctorCommand = new Command("doctor");
