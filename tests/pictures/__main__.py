from tests.pictures import HERE, pictures

for name, svg in pictures():
    (HERE / name).write_text(svg, encoding="utf-8")
    print(HERE / name)
