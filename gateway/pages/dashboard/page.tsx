import { renderPage } from "../shell/render-page.js";
import "./dashboard.css";
import "./lists.css";
import "./panel/panel.css";
import "./pictures/pictures.css";
import { DashboardPage } from "./dashboard.js";

renderPage({ name: "dashboard", title: { nl: "Dashboard", en: "Dashboard" }, main: DashboardPage });
