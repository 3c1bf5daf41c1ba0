# Everything that is done in this project; PYTHON=python3.12 selects an interpreter.
PYTHON ?= python3
export PYTHON

BIN := .venv/bin

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help example setup test test-lowest fuzz lint format wheel templates pages pictures docs validity web web-test vscode
.PHONY: kit kit-test kit-pytest release benchmark clean

help: ## 列出这些目标 / show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

example: ## 把 examples/ 生成到 build/ / build the examples into build/
	@tools/setup run
	$(BIN)/gkgen build examples/*.yaml -o build -f docx,pdf,html,json

setup: ## 准备测试和开发的环境 / install what tests and development need
	@tools/setup dev

# pytest comes last: its closing line says how many tests there were.
test: lint wheel ## 全部检查和测试 / all checks and tests
	$(BIN)/python benchmarks/recall.py
	$(BIN)/pytest -n auto

test-lowest: setup ## 每个依赖都用允许的最低版本，测一遍 / the fast tests with the lowest versions that are allowed
	$(BIN)/python tools/lowest_versions.py

fuzz: setup ## 用乱改的文件找毛病，SECONDS=3600 试一小时 / hostile inputs for SECONDS, 300 unless told
	$(BIN)/python benchmarks/fuzz.py $(or $(SECONDS),300)

lint: setup ## 规范、类型、分层 / style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup ## 按规范改写代码 / put the code into form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: setup ## 打包到 dist/ / build the wheel into dist/
	$(BIN)/pyproject-build --wheel --no-isolation --outdir dist

templates: setup ## 按 schema.yaml 重画 Word 模板的表 / redraw the tables of the Word templates
	$(BIN)/gkgen template draw templates

pages: setup ## 重写由代码和 YAML 得出的文件 / write anew what is made from the code and from YAML
	$(BIN)/python tools/compile_data.py
	$(BIN)/python tools/list_modules.py
	$(BIN)/python tools/list_rules.py
	$(BIN)/python tools/list_commands.py
	$(BIN)/python tools/list_office_file.py
	$(BIN)/python tools/list_api.py
	$(BIN)/python tools/list_licences.py
	$(BIN)/gkgen schema -o office.schema.json
	$(BIN)/python tools/walkthrough.py

docs: setup ## 把 docs/ 做成网站 build/site/，不联网也能看 / make the web site of docs/, which needs no network
	$(BIN)/python tools/build_docs.py

pictures: setup ## 重画 docs/pictures/ 里的图 / draw the pictures of docs/pictures/ anew
	$(BIN)/python tools/draw_readme_picture.py
	$(BIN)/python tools/draw_side_by_side.py
	$(BIN)/python tools/draw_guide_pictures.py
	$(BIN)/python tools/draw_editing_pictures.py
	$(BIN)/python tools/draw_editor_pictures.py

validity: setup ## 编 150 份报告，由 veraPDF 判断 PDF/A-3a 和 PDF/UA-1 / 150 generated reports judged by veraPDF
	$(BIN)/python benchmarks/validity.py

web: setup ## 做 build/web/gkgen.html：一个文件，不装软件、不联网也能填报 / make gkgen.html, one file that needs no installation
	$(BIN)/python web/build.py

web-test: setup ## 测试 gkgen.html：和 Linux 上逐字节比，在浏览器里用 / gkgen.html compared with gkgen, and used in browsers
	$(BIN)/pytest web/tests -s

kit: setup ## 做 build/kit/ 里的 Windows 文件夹：不用安装，Python、gkgen、排 PDF 的库都在里面 / make the folder for Windows
	@tools/setup kit
	$(BIN)/python web/build.py
	$(BIN)/python kit/assemble.py --page build/web/gkgen.html

kit-test: kit ## 在 Wine 里试 Windows 文件夹：五份报告，和 Linux 的比 / the folder for Windows under Wine, compared with Linux
	$(BIN)/pytest kit/tests -s

kit-pytest: kit ## 在 Wine 里运行快的测试 / the fast tests under Wine
	$(BIN)/python kit/run_tests.py

release: kit ## 把发布的文件都放进 dist/，附校验和、清单、许可证 / all files of a release, with checksums, parts and licences
	$(BIN)/python kit/release.py

vscode: setup ## 做 VS Code 的扩展 dist/gkgen.vsix / the extension of VS Code, dist/gkgen.vsix
	@mkdir -p dist
	cd editors/vscode && export PATH="$(CURDIR)/$(BIN):$$PATH" && npm ci --loglevel=error && npm run package

benchmark: setup ## 量批量生成的速度，和别的工具比 / how fast batches are, against other tools; half an hour
	$(BIN)/python benchmarks/batch.py rivals 500
	$(BIN)/python benchmarks/batch.py scale
	$(BIN)/python benchmarks/batch.py again
	$(BIN)/python benchmarks/batch.py check
	$(BIN)/python benchmarks/batch.py cluster
	$(BIN)/python benchmarks/similarity_speed.py

clean: ## 删去生成的文件，保留 .venv / remove what was made, keep .venv
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find gkgen tests -name __pycache__ -type d -prune -exec rm -rf {} +
