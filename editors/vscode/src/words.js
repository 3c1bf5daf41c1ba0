// What the extension says, in Chinese and in English; everything else is said by the server.
"use strict";

const WORDS = {
  missing: [
    "没有找到 gkgen。装好以后运行“gkgen: 重新启动语言服务器”；装在别处的，在设置 gkgen.path 里写它的位置。",
    "gkgen was not found. When it is installed, run 'gkgen: Restart the language server'; if it is somewhere else, say where in the setting gkgen.path.",
  ],
  missingThere: ["设置 gkgen.path 里的 {0} 不能运行。", "{0}, in the setting gkgen.path, cannot be run."],
  withoutServer: [
    "{0} 没有语言服务器：运行 pip install pygls，或者换成新版的 gkgen。",
    "{0} has no language server: run pip install pygls, or get a newer gkgen.",
  ],
  settings: ["打开设置", "Open settings"],
  reason: ["为什么可以保留（{0}）", "Why it may stand ({0})"],
  reasonExample: ["例如：已和台账核对，件数无误", "such as: compared with the register, the number is right"],
  noReport: ["先打开一份报告", "open a report first"],
  notSaved: ["先保存文件", "save the file first"],
};

/** The text of that name in the language of the editor, with its {0}. */
function say(name, language, value = "") {
  const [zh, en] = WORDS[name];
  return (language === "zh" ? zh : en).replace("{0}", value);
}

module.exports = { WORDS, say };
